export interface Config {
  auth?: {
    providers?: {
      /**
       * Present where one signs in as an example user; without it the sign-in page offers GitHub.
       *
       * @deepVisibility frontend
       */
      example?: {
        users?: string[];
      };
    };
  };
}
