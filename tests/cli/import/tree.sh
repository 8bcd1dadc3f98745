# In a tree of lessons, new ids differ from all others, and the folder gets no satchel.xml of its own.
mkdir tree
satchel-new config > tree/satchel.xml
printf 'id,front,back\nheart,Which valve has two cusps?,The mitral valve\n' > cards.csv
satchel-import -q --reviewed 2026-11-20 cards.csv -o tree/one
cp cards.csv again.csv
satchel-import -q --reviewed 2026-11-20 again.csv -o tree/two
ls tree/one tree/two
satchel-validate tree
grep -ho '<card id="heart"' tree/*/*.xml
