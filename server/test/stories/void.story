# Entered twice and seen in time: the second claim is taken back, and nothing was ever owed on it.

2026-03-02  charge   C1  160.00
            charge   C2  160.00
            expect   payer 320.00   income -320.00
            void     C2
            expect   payer 160.00   income -160.00
2026-04-02  remit    C1  paid 118.00  CO-45 42.00
            expect   payer 0.00     cash 118.00
