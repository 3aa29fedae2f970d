# The patient paid 30 at the visit and owes 20. The rest is theirs, not income.

2026-03-02  charge   C1  160.00
            receive  C1  30.00
2026-04-02  remit    C1  paid 98.00  CO-45 42.00  PR-3 20.00
            expect   patient 0.00   unapplied -10.00   cash 128.00   payer 0.00
