/** The page that leads to the pages of a large run; an address of a report or row goes on to the page that has it. */
const pageOf = (id) => {
  const doc = id.replace(/:\d+-\d+$/, "");
  const report = ROW_ID.exec(doc)?.[1];
  return FACTS.bundles.find((bundle) => bundle.ids.includes(doc) || bundle.ids.includes(report))?.page;
};

function route() {
  const id = decodeURIComponent(location.hash.slice(1));
  const page = id && pageOf(id);
  if (page) location.replace(`${encodeURIComponent(page)}#${encodeURIComponent(id)}`);
}

function show() {
  Words.apply();
  $("run").textContent = `${FACTS.run.name} · ${say("figures.reports", { count: Words.number(FACTS.run.reports) })}`;
  $("pages").replaceChildren(...FACTS.bundles.map((bundle, at) => make("li", {}, make("a", { href: encodeURIComponent(bundle.page) }, say("bundle", { number: at + 1, of: FACTS.bundles.length })), ` ${say("figures.reports", { count: Words.number(bundle.ids.length) })}`)));
  Plots.show();
}

$("language").addEventListener("click", () => {
  Words.language = Words.language === "zh" ? "en" : "zh";
  show();
});
addEventListener("hashchange", route);
show();
route();
document.body.dataset.opened = "1";
