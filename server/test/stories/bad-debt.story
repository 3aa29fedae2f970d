# The patient never pays the copay. Giving it up is a decision, and the payer's part is untouched.

2026-03-02  charge   C1  160.00
2026-04-02  remit    C1  paid 98.00  CO-45 42.00  PR-3 20.00
2026-10-02  write-off C1 patient bad_debt
            expect   patient 0.00   payer 0.00   written-off 20.00   cash 98.00
