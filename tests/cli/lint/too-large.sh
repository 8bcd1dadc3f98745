# A file beyond the size limit is reported without reading all of it.
truncate -s 3G large.xml
satchel-validate --quiet --format gcc large.xml
