# A payment of nothing still says something: contract, copay, and no money.

2026-03-02  charge   C1  160.00
2026-04-02  remit    C1  paid 0.00  CO-45 140.00  PR-3 20.00
            expect   payer 0.00   patient 20.00   contractual 140.00   cash 0.00
