# Four months later the payer finds that the plan had ended, takes everything back and denies the claim.

2026-03-02  charge   C1  160.00
2026-04-02  remit    C1  paid 98.00  CO-45 42.00  PR-3 20.00
2026-04-20  receive  C1  20.00
            expect   payer 0.00      patient 0.00    cash 118.00
2026-08-05  charge   C2  160.00
2026-08-26  reverse  C1  paid 98.00  CO-45 42.00  PR-3 20.00
            also     C1  paid 0.00  CO-27 160.00
            also     C2  paid 118.00  CO-45 42.00
            expect   payer 160.00    patient -20.00  cash 138.00   contractual 42.00   denied C1 160.00
