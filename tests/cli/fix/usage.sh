# --unsafe-fixes without --fix or --diff fixes nothing.
satchel-lint --unsafe-fixes .
