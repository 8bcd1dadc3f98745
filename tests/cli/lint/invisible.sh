# Characters that nobody sees are told where nothing around them needs them: pictures need joiners, some scripts more,
# and none needs a change of direction that makes text read otherwise than it is written.
. "$TREE/tests/cli/lint/functions"
b() { printf "$1"; }
zwsp=$(b '\342\200\213') zwnj=$(b '\342\200\214') zwj=$(b '\342\200\215') rlo=$(b '\342\200\256') rlm=$(b '\342\200\217')
lesson pictures "<p>A family 👨${zwj}👩${zwj}👧 has${zwsp} one, and ${rlo}this.</p>" > pictures.xml
lesson scripts "<p>می${zwnj}خواهم${rlm} (5 mg)</p><p>ภาษา${zwsp}ไทย</p><p>الصرع ${rlo}mg</p>" > scripts.xml
satchel-lint --quiet --format gcc --select text/invisible-character .
