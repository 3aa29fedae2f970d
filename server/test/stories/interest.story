# The payer is late and adds interest. It is income of another kind, not payment for the visit.

2026-03-02  charge   C1  160.00
2026-05-20  remit    C1  paid 98.00  CO-45 42.00  PR-3 20.00
            plb      L6  -1.29
            expect   payer 0.00   patient 20.00   other-income -1.29   cash 99.29
