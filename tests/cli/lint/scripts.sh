# Duplicates and near duplicates are found in scripts without spaces between words. Equivalent spellings of letters are
# equal; words that differ in one character are not.
. "$TREE/tests/cli/lint/functions"
# try LANG FRONT BACK FRONT BACK
try() {
	{ card c-a "$2" "$3"; card c-b "$4" "$5"; } | cards > cards.txt
	lesson a '<p>Text.</p>' "$(cat cards.txt)" | sed "s/xml:lang=\"en\"/xml:lang=\"$1\"/" > a.xml
	echo "$1: $(satchel-lint --quiet --format gcc --select duplicate/,card/answer-in-prompt a.xml 2> /dev/null |
		sed 's/.*\[\(.*\)\]/\1/' | tr '\n' ' ')"
}
echo "near repeats:"
try zh '成人缺铁性贫血最常见的病因是什么？' '慢性失血' '成人缺铁性贫血最常见的病因是哪种？' '慢性失血'
try ja '急性虫垂炎で最初に痛む部位は何ですか。' '心窩部' '急性虫垂炎で最初に痛む部位はどれですか。' '心窩部'
try th 'ยาหลักที่ใช้รักษาโรคหืดเรื้อรังในผู้ใหญ่คืออะไร' 'สเตียรอยด์ชนิดสูด' 'ยาหลักที่ใช้รักษาโรคหืดเรื้อรังในผู้ใหญ่คือยาอะไร' 'สเตียรอยด์ชนิดสูด'
try zh-Hant '成人缺鐵性貧血最常見的病因是什麼？' '慢性失血' '成人缺鐵性貧血最常見的病因是哪種？' '慢性失血'
echo "contrasts:"
try zh '成人高血压最常见的并发症是什么？' '脑卒中' '成人低血压最常见的并发症是什么？' '晕厥'
try zh '成人高血压的常见并发症有哪些？' '脑卒中' '成人肺动脉高血压的常见并发症有哪些？' '脑卒中和晕厥'
try ja '急性虫垂炎で最初に痛む部位は何ですか。' '心窩部' '急性胆嚢炎で最初に痛む部位は何ですか。' '右季肋部'
try th 'ยาหลักที่ใช้รักษาภาวะโพแทสเซียมในเลือดสูง' 'แคลเซียม' 'ยาหลักที่ใช้รักษาภาวะโพแทสเซียมในเลือดต่ำ' 'แคลเซียมและโพแทสเซียม'
echo "the same:"
try ja 'ｶﾙﾃとは何か' '記録' 'カルテとは何か' '記録'
try th 'โรคหืดคืออะไร' 'โรคของหลอดลม' 'โรคหืด คืออะไร?' 'โรคของ หลอดลม'
try tr 'Isı nedir?' 'Enerji' 'ISI NEDİR?' 'ENERJİ'
try ar 'ما هو علاج الإِمْساك؟' 'الألياف' 'ما هو علاج الامســاك؟' 'الالياف'
echo "not the same:"
try en 'What is ISI?' 'An index' 'What is ısı?' 'Heat'
try tr 'İlik nedir?' 'Kan yapan doku' 'Ilık nedir?' 'Biraz sıcak'
echo "the answer is in the prompt:"
try zh '肺炎链球菌属于哪种细菌？' '肺炎链球菌' '肺炎的病原体是链球菌还是螺旋体？' '链球菌'
echo "a term that is used within a sentence:"
lesson a '<p>肺炎链球菌是肺炎的常见病原体。</p>' '<glossary><entry id="g-a"><term>链球菌</term><definition>一种细菌。</definition></entry></glossary>' |
	sed 's/xml:lang="en"/xml:lang="zh"/' > a.xml
satchel-lint --quiet --format gcc --select reference/ a.xml 2> /dev/null
