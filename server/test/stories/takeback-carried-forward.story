# A takeback larger than the payment: the rest is carried to the next payment, and nothing is lost on the way.

2026-03-02  charge   C1  160.00
2026-04-02  remit    C1  paid 118.00  CO-45 42.00
2026-06-02  charge   C2  160.00
2026-07-01  reverse  C1  paid 118.00  CO-45 42.00
            also     C1  paid 0.00  CO-27 160.00
            plb      FB  -118.00
            expect   cash 118.00   payer-adjustment -118.00   payer 320.00   contractual 0.00
2026-07-08  remit    C2  paid 118.00  CO-45 42.00
            plb      FB  118.00
            expect   cash 118.00   payer-adjustment 0.00      payer 160.00   contractual 42.00
