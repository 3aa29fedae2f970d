# The copay is taken at the visit, weeks before the payer says what the patient owes. It waits, and then it counts once.

2026-03-02  charge   C1  160.00
            receive  C1  20.00
            expect   cash 20.00   unapplied -20.00   patient 0.00   payer 160.00
2026-04-02  remit    C1  paid 98.00  CO-45 42.00  PR-3 20.00
            expect   cash 118.00  unapplied 0.00     patient 0.00   payer 0.00
