/** The plots, each in both languages; those of the other language are hidden. */
const Plots = {
  show() {
    for (const plot of document.querySelectorAll(".plot")) {
      plot.hidden = plot.lang !== Words.language;
      plot.querySelector("figcaption").textContent = say(`plot.${plot.dataset.plot}`);
      $("plots").append(plot);
    }
  },
};
