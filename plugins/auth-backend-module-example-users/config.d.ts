export interface Config {
  auth?: {
    providers?: {
      /**
       * Sign-in as one of the catalog's users, with no password. For trying and testing only: the backend
       * does not start with it when NODE_ENV or auth.environment is production.
       *
       * @visibility frontend
       */
      example?: {
        /**
         * Entity references of the users to choose from. All users of the catalog (50 at most) by default.
         */
        users?: string[];
      };
    };
  };
}
