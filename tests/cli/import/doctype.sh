# A document type is ignored and never loaded; one that declares entities is refused.
import() {
	satchel-import --seed 1 --reviewed 2026-11-20 "$1" -o "out-$1" 2>&1
	echo "exit code $?"
}
cat > quiz.xml <<'END2'
<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!DOCTYPE questestinterop SYSTEM "ims_qtiasiv1p2p1.dtd">
<questestinterop><item ident="q1" title="First"><presentation><material><mattext texttype="text/html">&lt;p&gt;One&amp;nbsp;or two &gt; 1?&lt;/p&gt;</mattext></material>
<response_lid ident="r"><render_choice><response_label ident="a"><material><mattext>one</mattext></material></response_label><response_label ident="b"><material><mattext>two</mattext></material></response_label></render_choice></response_lid></presentation>
<resprocessing><respcondition><conditionvar><varequal respident="r">b</varequal></conditionvar><setvar action="Set">1</setvar></respcondition></resprocessing></item></questestinterop>
END2
cat > module.cnxml <<'END2'
<!DOCTYPE document PUBLIC "-//CNX//DTD CNXML 0.5 plus MathML//EN" "http://cnx.rice.edu/cnxml/0.5/DTD/cnxml_mathml.dtd">
<document xmlns="http://cnx.rice.edu/cnxml" id="m9"><title>Old</title><content><para id="p">Alpha is &alpha;.</para></content></document>
END2
sed 's/"ims_qtiasiv1p2p1.dtd"/"x" [<!ENTITY e SYSTEM "\/etc\/passwd">]/; s/First/\&e;/' quiz.xml > file.xml
sed 's/"ims_qtiasiv1p2p1.dtd"/"x" [<!ENTITY % e SYSTEM "quiz.xml"> %e;]/' quiz.xml > parameter.xml
sed 's/PUBLIC.*/[<!ENTITY alpha "beta">]>/' module.cnxml > entity.cnxml
import quiz.xml
grep -h 'stem\|correct' out-quiz.xml/*.xml
import module.cnxml
grep -h '<p>' out-module.cnxml/*.xml
import file.xml
import parameter.xml
import entity.cnxml
