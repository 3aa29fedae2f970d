# Filed too late, and no appeal helps. Somebody gives it up, with a reason; only then does the payer owe nothing.

2026-03-02  charge   C1  160.00
2026-08-02  remit    C1  paid 0.00  CO-29 160.00
            expect   payer 160.00   denied C1 160.00
2026-08-20  write-off C1 payer timely_filing
            expect   payer 0.00     written-off 160.00   denied C1 0.00   cash 0.00
