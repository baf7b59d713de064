/** How the connection to a mail server is protected: by STARTTLS, by TLS from the start, or not at all. */
export const mailSecurities = ['starttls', 'tls', 'none'] as const;
export type MailSecurity = (typeof mailSecurities)[number];

/** How the connection to a mailbox is protected; its password goes nowhere unprotected. */
export const mailboxSecurities = ['tls', 'starttls'] as const;
export type MailboxSecurity = (typeof mailboxSecurities)[number];
