/** How the connection to a mail server is protected: by STARTTLS, by TLS from the start, or not at all. */
export const mailSecurities = ['starttls', 'tls', 'none'] as const;
export type MailSecurity = (typeof mailSecurities)[number];
