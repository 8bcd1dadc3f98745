# A pattern limited to certain paths applies to an unsaved file too.
. "$TREE/tests/cli/lint/functions"
mkdir drafts
cat > satchel.xml << 'XML'
<satchel xmlns="urn:satchel:config:1">
  <pattern name="usually" paths="drafts/**"><regex>usually</regex><message>say when</message></pattern>
</satchel>
XML
lesson a '<p>It is usually so.</p>' > a.xml
(cd drafts && satchel-lint --quiet --format gcc --select custom/ --stdin-path new.xml - < ../a.xml)
satchel-lint --quiet --format gcc --select custom/ --stdin-path new.xml - < a.xml
true
