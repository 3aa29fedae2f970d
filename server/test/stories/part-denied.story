# One of two services is paid, the other denied: the payer owes the denied part until somebody decides.

2026-03-02  charge   C1  160.00
2026-04-02  remit    C1  paid 70.00  CO-45 20.00  CO-97 70.00
            expect   payer 70.00   contractual 20.00   cash 70.00   denied C1 70.00
2026-05-02  write-off C1 payer appeal_lost
            expect   payer 0.00    written-off 70.00
