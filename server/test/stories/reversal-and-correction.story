# The payer paid too much, takes the decision back and pays what its contract says, in one payment.

2026-03-02  charge   C1  160.00
2026-04-02  remit    C1  paid 110.00  CO-45 30.00  PR-3 20.00
2026-06-02  charge   C2  160.00
2026-06-24  reverse  C1  paid 110.00  CO-45 30.00  PR-3 20.00
            also     C1  paid 98.00  CO-45 42.00  PR-3 20.00
            also     C2  paid 98.00  CO-45 42.00  PR-3 20.00
            expect   payer 0.00   patient 40.00   contractual 84.00   cash 196.00
