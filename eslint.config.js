// The rules for scripts. An exception stands where it is made, with its reason.

import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["node_modules/", ".venv/", "build/", "dist/", "docs/", "*.egg-info/"] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      complexity: ["error", 10],
      eqeqeq: "error",
      "max-lines-per-function": ["error", { max: 60 }],
      "no-implicit-coercion": "error",
      "no-shadow": "error",
      "no-unused-vars": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "prefer-template": "error",
    },
  },
  { files: ["viz/**/*.js"], languageOptions: { globals: globals.browser } },
  { files: ["tests/**/*.js", "*.js"], languageOptions: { globals: globals.node } },
];
