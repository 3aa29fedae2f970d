# January: the whole allowed amount is the patient's. They pay in two parts.

2026-01-12  charge   C1  160.00
2026-02-04  remit    C1  paid 0.00  CO-45 42.00  PR-1 118.00
            expect   payer 0.00     patient 118.00   cash 0.00
2026-02-20  receive  C1  60.00
            expect   patient 58.00  cash 60.00
2026-03-20  receive  C1  58.00
            expect   patient 0.00   cash 118.00
