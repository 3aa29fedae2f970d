# Money is held back for something outside these claims. It waits in an account of its own until somebody explains it.

2026-03-02  charge   C1  160.00
2026-04-02  remit    C1  paid 98.00  CO-45 42.00  PR-3 20.00
            plb      WO  50.00
            expect   payer 0.00   patient 20.00   cash 48.00   payer-adjustment 50.00
