export interface Config {
  auth?: {
    providers?: {
      /**
       * Present where one signs in as an example user; without it the sign-in page offers GitHub.
       *
       * @visibility frontend
       */
      example?: {
        users?: string[];
      };
    };
  };
}
