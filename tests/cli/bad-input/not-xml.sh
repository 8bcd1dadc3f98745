# Files that are not XML, and a folder with the name of a lesson.
: > empty.xml
printf '\n \n' > blank.xml
printf '\211PNG\r\n\032\n\000\000' > picture.xml
printf 'PK\003\004\024\000' > archive.xml
printf 'Just a letter.\n' > letter.xml
printf '\001\002\000\377\376' > noise.xml
mkdir folder.xml
printf '{"id": "x"}\n' > object.xml
satchel-validate --format gcc empty.xml blank.xml picture.xml archive.xml letter.xml noise.xml object.xml
code=$?
satchel-validate folder.xml
echo "folder: $?"
exit $code
