# A picture in a format that browsers don't show is refused; a picture with two names is stored once.
. "$TREE/tests/cli/pack/prepare"
cp content/images/shape.svg content/images/again.svg
sed -i 's/shape.svg/again.svg/' content/pump.xml
satchel-pack build packs/small.xml -q
satchel-pack show small.satchel | grep -c assets/
mv content/images/again.svg content/images/again.bmp
sed -i 's/again.svg/again.bmp/' content/pump.xml
satchel-pack build packs/small.xml -q
echo $?
cp content/images/shape.svg content/images/again.svg
sed -i 's/again.bmp/again.svg/' content/pump.xml
truncate -s 268435457 content/images/again.svg
satchel-pack build packs/small.xml -q
