# A path that does not exist, one without read permission, and one that is not a regular file are reported; the rest is
# checked.
cp "$TREE/content/psychiatry/integrated-treatment.xml" good.xml
mkdir images && cp "$TREE"/content/psychiatry/images/*.svg images
cp good.xml locked.xml
sed -i 's/id="\([qcg]-\|integrated\)/id="x\1/' locked.xml
chmod 000 locked.xml
run=""
[ "$(id -u)" -ne 0 ] || run="setpriv --reuid=65534 --regid=65534 --clear-groups --bounding-set=-all"
chmod 755 . .. && chmod 644 good.xml
$run satchel-validate good.xml gone.xml locked.xml /dev/null
echo "code $?"
$run satchel-validate good.xml ./good.xml "$PWD/good.xml"
echo "code $?"
