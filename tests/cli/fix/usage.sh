# --unsafe-fixes says how far to go, not to go.
satchel-lint --unsafe-fixes .
