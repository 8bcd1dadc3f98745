# All errors in a definition are reported in one run, with their locations.
cat > bad.xml <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<pack xmlns="urn:satchel:pack:1" id="Small" version="1.0" release="0" license="CC0-1.0"
      xml:lang="en" content="/content">
  <title>  </title>
  <unit id="a">
    <title>Organs <em>here</em></title>
    words
    <lesson id="pump">x</lesson>
    <lesson id="heart"/>
    <lesson id="heart"/>
    <lessen id="liver"/>
    <lesson/>
  </unit>
  <unit id="a"><title>Empty</title></unit>
  <chapter/>
  <unit xmlns="urn:example"/>
</pack>
END
satchel-pack build bad.xml
