# A file beyond the limit is a finding, and its bytes are not all read.
truncate -s 3G large.xml
satchel-validate --quiet --format gcc large.xml
