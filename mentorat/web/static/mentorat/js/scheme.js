// Light or dark as the system asks. Runs before the first paint; without it the page is light.
const dark = matchMedia("(prefers-color-scheme: dark)");
const root = document.documentElement;
const apply = () => {
  root.dataset.frTheme = dark.matches ? "dark" : "light";
};
if (root.dataset.frScheme === "system") {
  dark.addEventListener("change", apply);
  apply();
}
