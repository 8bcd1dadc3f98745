# Invisible characters are reported unless their context needs them: emoji need joiners, some scripts more, and nothing
# needs direction overrides.
. "$TREE/tests/cli/lint/functions"
b() { printf "$1"; }
zwsp=$(b '\342\200\213') zwnj=$(b '\342\200\214') zwj=$(b '\342\200\215') rlo=$(b '\342\200\256') rlm=$(b '\342\200\217')
lesson pictures "<p>A family 👨${zwj}👩${zwj}👧 has${zwsp} one, and ${rlo}this.</p>" > pictures.xml
lesson scripts "<p>می${zwnj}خواهم${rlm} (5 mg)</p><p>ภาษา${zwsp}ไทย</p><p>الصرع ${rlo}mg</p>" > scripts.xml
satchel-lint --quiet --format gcc --select text/invisible-character .
