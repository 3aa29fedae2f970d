# Medicare holds back two in a hundred of what it pays; that is contract, never the patient's.

2026-03-02  charge   C1  160.00
2026-04-02  remit    C1  paid 92.51  CO-45 42.00  CO-253 1.89  PR-2 23.60
            expect   payer 0.00   patient 23.60   contractual 43.89   cash 92.51
