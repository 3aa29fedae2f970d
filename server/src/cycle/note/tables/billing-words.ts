// Words of the billing office. A clinician's pages hold none of them: a test walks every sentence, another the pages.

export const billingWords =
  /\b(bill(?:s|ed|ing|able|er|ers)?|claims?|cpt|hcpcs|e\/m|coding|coded|codes?|payers?|payors?|insur\w*|reimburs\w*|den(?:y|ies|ied|ials?)|modifiers?|units?|charges?|audit(?:s|ed|or|ors)?|medical necessity|authoriz\w*|revenue|compliance|remit\w*|copays?|deductibles?|prices?|dollars?|fees?)\b/i
