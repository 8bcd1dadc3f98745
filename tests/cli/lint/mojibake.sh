# UTF-8 decoded in other character sets, one text per line, and correct texts of each language.
. "$TREE/tests/cli/lint/functions"
judge text/mojibake "left over" << 'END'
patientâ€™s
38 Â°C
â€œquotedâ€&#x9D;
4â€“6 days
Å&#x81;Ã³dÅº
5 Âµmol
â‰¥ 3
Î²-blocker
æ—¥æœ¬èªž
ðŸ˜€
ï¬&#x81;rst
Ã©Ã‰
patient‚Äôs
38 ¬∞C
na√Øve
¬Ω
patientâ&#x80;&#x99;s
patientΓÇÖs
patientÔÇÖs
caf├⌐
caf├®
patientвЂ™s
patientÃ¢â‚¬â„¢s
Na�ve
The patient?s pulse
38Â C
END
judge text/mojibake "as they are written in medicine" << 'END'
„Das macht Spaß“, sagte er. »Spaß« macht’s.
SÃO PAULO and “SÃO”. Ele disse «NÃO». NÃO… “AMANHÔ
voilà… « voilà » … l’été… santé” café”. Élan…
5 Å² and 5 Å³ of 3 Å.
Ø 5 mm; ×½; 3×5; Ø²
√2, √π, √Ω, √x; ¬A; √πr²
Ä… ich weiß nicht. „Ä“
coborâ…” a spus. «pân⻠
Ελληνικά και “μῆνις”
Привет, В Москве “да”. Речь.
日本語の“テスト”
Tiếng Việt: “ÂM THANH”, â, Â.
Â is a letter. naïve Þór Ð ð
Is it so?yes.org/x?a=b
What? why? “Who?”
ESPAÑA… MENÜ” GRÖSSE“ CAFÉ™
Îles d’Hyères, Île… Ïle
El Niño… mañana” niño»
dźwięk “ŁÓDŹ” żółć…
‚Ärzte‘ und ‚Übel‘, ‚à la‘
END
echo "what the fix writes:"
lesson x '<p>The patientâ€™s naÃ¯ve cafÃƒÂ© at 38Â°C; caf√©.</p>' > x.xml
satchel-lint --quiet --diff --unsafe-fixes --select text/mojibake x.xml | grep '^+<p>'
