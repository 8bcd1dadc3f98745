# A lesson, a folder, a definition and a pack as one page: it contains a whole pack, and loads nothing.
command -v openssl > /dev/null || { echo "# needs openssl" && exit; }
. "$TREE/tests/cli/preview/prepare"
satchel-pack build -q packs/small.xml || exit
for operand in content/heart.xml content packs/small.xml small.satchel; do
	echo "$operand"
	satchel-preview "$operand" -o page.html || exit
	pack_of page.html out.satchel && satchel-pack verify -q out.satchel || exit
	satchel-pack show out.satchel | grep -v '^ *\(content root\|release\|licence\|files\|size\|head\|version\)'
	grep -E '<(link|img|iframe)|<script[^>]* src|@import|https?://[^/ ]*\.(js|css)' page.html && exit 1
done
# The policy allows the script and the style that are there, by their digests.
for tag in script style; do
	tr '\n' '\001' < page.html | sed "s/.*<$tag\( type=\"module\"\)\{0,1\}>\(.*\)<\/$tag>.*/\2/" | tr '\001' '\n' > inline
	digest=$(head -c $(($(wc -c < inline) - 1)) inline | openssl dgst -sha256 -binary | base64)
	grep -qF "$tag-src 'sha256-$digest'" page.html && echo "$tag: its digest is in the policy"
	[ "$(grep -c "<$tag\( type=\"module\"\)\{0,1\}>" page.html)" = 1 ] || echo "$tag: not once"
done
