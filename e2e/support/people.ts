/** Somebody who works with the product in a journey. */
export interface Account {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export const mariam: Account = {
  name: 'Mariam Sargsyan',
  email: 'mariam@ararat.example',
  password: 'quiet mountain morning',
};

/** A manager, who works on the same records as Mariam. */
export const giorgi: Account = {
  name: 'Giorgi Beridze',
  email: 'giorgi@ararat.example',
  password: 'green valley evening',
};

export const workspace = { name: 'Ararat Trading', language: 'en', currency: 'EUR', timeZone: 'Asia/Yerevan' } as const;
