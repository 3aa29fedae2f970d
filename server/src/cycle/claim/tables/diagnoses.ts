// What an edit knows of diagnosis codes beside the list itself. Parents that were split are no longer billable (cite ICD26);
// conditions that follow from another cannot stand first (cite ICD21).

/** Retired code, and what stands for it now. */
export const retiredDiagnoses: Readonly<Record<string, string>> = {
  F438: 'F43.81 or F43.89',
  F5001: 'F50.010 to F50.019',
  F5002: 'F50.020 to F50.029',
  F502: 'F50.20 to F50.25',
  F5081: 'F50.810 to F50.819',
  F78: 'F78.A1 or F78.A9',
  F0151: 'the codes by severity, F01.511 to F01.518',
  F0281: 'the codes by severity, F02.811 to F02.818',
  F0391: 'the codes by severity, F03.911 to F03.918',
}

export const codeFirst: readonly string[] = ['F01', 'F02', 'F04', 'F05', 'F06', 'F07', 'F09', 'F48.2', 'F54']
