# A picture equal to one that an unchecked lesson shows, in the same or another folder.
. "$TREE/tests/cli/lint/functions"
mkdir -p tree/heart/images tree/lung tree/shared
echo '<satchel xmlns="urn:satchel:config:1"/>' > tree/satchel.xml
echo '<svg xmlns="http://www.w3.org/2000/svg"/>' | tee tree/heart/images/again.svg tree/shared/first.svg > tree/lung/own.svg
printf '<svg xmlns="http://www.w3.org/2000/svg" width="2"/>' | tee tree/heart/images/other.svg > tree/lung/other.svg
figure() { # ID SRC
	echo "<figure id=\"$1\" src=\"$2\" alt=\"A heart.\"><caption>It.</caption><credit licence=\"CC0-1.0\">Us</credit></figure>"
}
lesson lung "$(figure f-shared ../shared/first.svg; figure f-other other.svg)" > tree/lung/lung.xml
lesson heart "$(figure f-again images/again.svg; figure f-two images/other.svg)" > tree/heart/heart.xml
lint() {
	satchel-lint --quiet --format gcc --select duplicate/picture "$@"
	echo "exit $?"
}
lint tree/heart/heart.xml
lint tree/lung/lung.xml
# The same file shown again is not a duplicate.
lesson heart "$(figure f-again ../shared/first.svg)" > tree/heart/heart.xml
lint tree/heart/heart.xml
