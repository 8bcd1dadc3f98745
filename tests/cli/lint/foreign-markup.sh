# Markup of other programs, one per line, and text that only resembles it.
. "$TREE/tests/cli/lint/functions"
judge text/foreign-markup "left over" << 'END'
A **faint** is [shorter](https://nhs.uk).
A *faint* is short.
A _faint_ is short.
A __faint__ is short.
A ~~faint~~ is short.
A ==faint== is short.
See ![a heart](heart.png).
See [^1] there.
## Signs of shock
# Signs of shock
== Signs ==
Use `rm` now.
| a | b | c |
''bold'' text
'''bold''' text
Given {=Adrenaline ~Salbutamol}
Given {~%50%A ~%50%B =C}
How many {#5:1}?
It is so. {TRUE}
::Q1:: What is it?
ANSWER: B
See Error! Reference source not found.
Siehe Fehler! Verweisquelle konnte nicht gefunden werden.
Error! Bookmark not defined.
Error: Reference source not found
Errore. L'origine riferimento non è stata trovata.
The value is #DIV/0! here.
&#xF0B7; hives
5 &#xF06D;g
Caf&amp;eacute; &amp;#233; &amp;#xe9;
a&amp;nbsp;b
&lt;h4&gt;x&lt;/h4&gt;
&lt;!-- x --&gt;
[b]x[/b]
heart%20failure
\(x^2\) and \[y\]
The gap is $Na^+ - Cl^-$.
$$x$$
\alpha and \frac{1}{2}
The CO_2 is high.
10^5 cells
Ca^2+ and V_{max} and K_m
[sound:a.mp3]
{{Front}} and {{FrontSide}}
Dear ${name}
{Smith, 2010 #12}
See _Ref123456789 now
\* MERGEFORMAT
caf\u00e9
one\nTwo
[https://x.org see]
&lt;https://x.org&gt;
{| class="wikitable"
{{cite web|url=x}}
***both***
Dr. **Müller**, MD
(*see below*)
[text](images/x.png)
{{#if}}x
END
judge text/foreign-markup "as they are written in medicine" << 'END'
P(A|B) and P(B|A), |x| > 5.
TPMT*3A/*3C and HLA-B*57:01 and *1/*1.
HLA-DRB1*15:01 and HLA-DQB1*06:02.
UGT1A1*28 *UGT1A1*28 carriers
p &lt; 0.05*, p &lt; 0.01** and p &lt; 0.001***.
* p &lt; 0.05; ** p &lt; 0.01.
# NOF, # neck of femur
A #3 gauge.
5'' and 3' 5'' later
It costs $5 and $6.
{x = 5} and {0, 1} and {a, b}
~5 mg is given; ~ 5
In 50% of 20%, 5%20
[Na+](mmol/l) and [18F](n.c.a.)
"Error!" he said.
the 'quoted' word and ‘x’.
AT&amp;T; R&amp;D; Q&amp;A
C:\notes\new and mg\kg
5 == 5
a &lt; b and b &gt; c
if p &lt;a / b&gt;c
E=mc
log_10 file_name_x
J. Exp. Med. 5^
Note: this. Answer: the heart.
9 a.m.: take it
Rh+/Rh- * 5
x*y*z is a product; 5*6*7
[…] and [sic] and [1]
Dr. O'Neil's 'n' roll
HO• and •OH
Blood group: O!
The score was 3:1 :: 6:2
c.1521_1523delCTT and c.35delG
g.117_118insA p.Phe508del
NM_000492.4 and rs_12
a_b
END
