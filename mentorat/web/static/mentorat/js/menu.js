// On a narrow screen the main menu folds behind its button; on a wide one it is always open.
const menu = document.querySelector("[data-mentorat-menu]");
const narrow = matchMedia("(max-width: 61.99em)");
const fold = () => {
  menu.open = !narrow.matches;
};
if (menu) {
  narrow.addEventListener("change", fold);
  fold();
  menu.dataset.mentoratReady = "";
}
