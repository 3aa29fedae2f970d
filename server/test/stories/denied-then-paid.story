# A denial moves no money: the payer still owes. The corrected claim replaces it and is paid.

2026-03-02  charge   C1  160.00
2026-04-02  remit    C1  paid 0.00  CO-4 160.00
            expect   payer 160.00   denied C1 160.00   written-off 0.00   contractual 0.00
2026-04-05  correct  C1 as C2
            expect   payer 160.00   income -160.00
2026-05-03  reverse  C1  paid 0.00  CO-4 160.00
            also     C2  paid 98.00  CO-45 42.00  PR-3 20.00
            expect   payer 0.00     patient 20.00      cash 98.00   denied C1 0.00   denied C2 0.00
