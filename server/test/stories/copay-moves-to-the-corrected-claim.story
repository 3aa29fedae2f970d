# The copay was taken for a visit whose claim was denied and sent again. It is owed on the new number and goes there.

2026-03-02  charge   C1  160.00
            receive  C1  20.00
2026-04-02  remit    C1  paid 0.00  CO-4 160.00
            expect   unapplied -20.00   patient 0.00
2026-04-05  correct  C1 as C2
2026-05-03  remit    C2  paid 98.00  CO-45 42.00  PR-3 20.00
            expect   unapplied 0.00     patient 0.00   cash 118.00   payer 0.00
