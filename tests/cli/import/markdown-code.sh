# What looks like a formula, footnote, card or mark in code stays code, however the code is written. Footnotes are placed in
# cards, too.
cat > code.md <<'END'
---
title: Code
---
# Code

Costs `$5` and `$6`, see `[^1]` and really[^1]. Formula $x^2$.

```sh
echo $HOME $PATH   # [^1] ==mark== [[link]]
```

~~~
text $a$ ``` [^1]
~~~

    indented $b$ and $c$ [^1]

- item

      code in item $d$ [^1]

````
```
$e$ [^1]
```
````

> ```
> $f$ [^1] ==x==
> ```

``double ` tick $g$ [^1]`` end $h$.

Q: What is `$x` in `[^1]`?
A: A ==variable== `==no==` cost $i$

A lone ` tick and $j$ here.

  ```
  $k$ [^1]
  ```

[^1]: The note, with `$code$`.

    Its second paragraph.
END
cat > cards.md <<'END'
#flashcards/renal

# Renal

What is `a::b`?::A `scope`
Term:::Definition <!--SR:!2023-01-01,3,250-->

Which parts
has the kidney?
?
Cortex
and medulla
<!--SR:!2023-01-01,3,250-->

ENaC
??
A channel

Q: How to list?
A: Use:
```sh
# comment
ls   # Q: no
---
```
done

C: The [`x`] and \(y\) and [z](http://a.b) [gap]

```
Q: no
A: card
```

Text `\(x\)` and \[ z \] and $$
a
$$ end.
---
END
for name in code cards; do
	satchel-import --seed 1 --reviewed 2026-11-20 $name.md -o $name 2>&1 | grep -v '^ \|^$'
	sed -n '/<section/,$p' $name/$name.xml
	satchel-validate -q $name
done
