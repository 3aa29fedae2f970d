# A payer allows 118 of 160, leaves the patient a 20 copay, and the patient pays it.

2026-03-02  charge   C1  160.00
            expect   payer 160.00   income -160.00
2026-04-02  remit    C1  paid 98.00  CO-45 42.00  PR-3 20.00
            expect   payer 0.00     patient 20.00   contractual 42.00   cash 98.00
2026-04-20  receive  C1  20.00
            expect   patient 0.00   cash 118.00     income -160.00      contractual 42.00
