# Cards in Markdown as mdanki reads them.
cat > heart.md <<'END'
# The heart

## Which valve has two cusps?

The **mitral** valve:

```
# no heading
```

[#valves](), [#Anatomy of it]()

## A front

of two paragraphs

%

The back
END
satchel-import -f mdanki --seed 1 --reviewed 2026-11-20 heart.md -o out
sed -n '/<title>/p; /<cards>/,/<\/cards>/p' out/heart.xml
satchel-validate out
