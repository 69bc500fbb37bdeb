/** What icons consist of: paths within 24 by 24, drawn as lines. A factor may bring one of its own with its words. */
export const drawings = {
  app: '<rect x="7" y="2.5" width="10" height="19" rx="2"/><path d="M10.5 18.5h3M9.8 8v3M12 8v3M14.2 8v3M9.8 13.5h4.4"/>',
  mail: '<rect x="2.5" y="5" width="19" height="14" rx="2"/><path d="m3 7 9 6.5L21 7"/>',
  lock: '<rect x="4.5" y="10.5" width="15" height="10" rx="2"/><path d="M8 10.5V7.2a4 4 0 0 1 8 0v3.3M12 14.5v2.5"/>',
  wallet:
    '<rect x="7" y="2.5" width="10" height="19" rx="2"/><circle cx="12" cy="9.5" r="2"/><path d="M9.2 15c.5-1.6 1.5-2.3 2.8-2.3s2.3.7 2.8 2.3"/>',
  card: '<rect x="2.5" y="5" width="19" height="14" rx="2"/><rect x="5.5" y="9" width="5" height="4.5" rx="1"/><path d="M14 9.5h4.5M14 12.5h4.5M5.5 16h8"/>',
  key: '<circle cx="8" cy="12" r="4.5"/><path d="M12.5 12H21v3.5M17 12v2.5"/>',
  chevron: '<path d="m9 5 7 7-7 7"/>',
  warning: '<path d="M12 3.5 22 20.5H2zM12 10v5M12 17.7v.3"/>',
  check: '<circle cx="12" cy="12" r="9.5"/><path d="m7.5 12.5 3 3 6-6.5"/>',
  info: '<circle cx="12" cy="12" r="9.5"/><path d="M12 11v6M12 7.3v.3"/>',
  person: '<circle cx="12" cy="8" r="4"/><path d="M4 20.5c.8-4 4-6 8-6s7.200 2 8 6"/>',
} as const
