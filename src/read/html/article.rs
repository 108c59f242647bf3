//! Tells the article from the furniture of the page.

use super::elements::Place;
use super::tree::{Node, Tree};
use crate::read::language::is_letter;

/// Which part of a tree is the article.
pub(super) struct Article {
    /// The node that holds it.
    pub(super) root: usize,
    /// Nodes to leave out with all they hold.
    pub(super) dropped: Vec<bool>,
}

/// Letters in each subtree.
struct Weights {
    all: Vec<usize>,
    linked: Vec<usize>,
    links: Vec<usize>,
}

impl Article {
    /// All of a fragment but what is never prose.
    pub(super) fn fragment(tree: &Tree) -> Self {
        let dropped =
            tree.nodes.iter().map(|node| node.element.never || node.place == Place::Hidden).collect();
        Self { root: 0, dropped }
    }

    /// The article of a page.
    pub(super) fn of_page(tree: &Tree, html: &str) -> Self {
        let nodes = &tree.nodes;
        let weights = Weights::of(nodes, html);
        let total = weights.all[0];
        let in_article = within(nodes, |node| matches!(node.element.name, "article" | "main"));
        let dropped: Vec<bool> = (0..nodes.len())
            .map(|at| {
                let node = &nodes[at];
                if node.element.never || node.place == Place::Hidden {
                    return true;
                }
                let furniture = match node.element.name {
                    "nav" | "footer" | "form" => true,
                    "aside" => node.place != Place::Content,
                    "header" => !in_article[node.parent],
                    "html" | "body" | "main" | "article" => false,
                    _ if node.place == Place::Sidebar => weights.linked[at] * 4 >= weights.all[at],
                    _ => node.place == Place::Furniture,
                };
                // Some pages put everything in a form.
                (furniture && weights.all[at] * 2 <= total) || weights.is_link_list(node, at)
            })
            .collect();
        let outside = within_flags(nodes, &dropped);
        let kept: usize =
            (0..nodes.len()).filter(|&at| nodes[at].is_text && !outside[at]).map(|at| weights.all[at]).sum();
        let root = (0..nodes.len())
            .filter(|&at| !outside[at] && weights.all[at] * 10 >= kept.max(1) * 4)
            .filter_map(|at| Some((rank(&nodes[at])?, std::cmp::Reverse(weights.all[at]), at)))
            .min()
            .map_or(0, |(_, _, at)| at);
        Self { root, dropped }
    }
}

/// How surely a node is the article; lower is surer.
fn rank(node: &Node) -> Option<u8> {
    match node.element.name {
        "article" => Some(0),
        "main" => Some(1),
        "aside" => None,
        _ if node.place == Place::Content => Some(2),
        _ => None,
    }
}

impl Weights {
    fn of(nodes: &[Node], html: &str) -> Self {
        let linked_text = within(nodes, |node| node.element.name == "a");
        let silent = within(nodes, |node| node.element.never || node.place == Place::Hidden);
        let mut weights =
            Self { all: vec![0; nodes.len()], linked: vec![0; nodes.len()], links: vec![0; nodes.len()] };
        for (at, node) in nodes.iter().enumerate().rev() {
            if node.is_text && !silent[at] {
                let text = html.get(node.span.clone()).unwrap_or_default();
                weights.all[at] = text.chars().filter(|&c| is_letter(c)).count();
                weights.linked[at] = if linked_text[at] { weights.all[at] } else { 0 };
            }
            weights.links[at] += usize::from(node.element.name == "a");
            if at > 0 {
                weights.all[node.parent] += weights.all[at];
                weights.linked[node.parent] += weights.linked[at];
                weights.links[node.parent] += weights.links[at];
            }
        }
        weights
    }

    /// A list whose items are links and nothing else: a menu, a contents list.
    fn is_link_list(&self, node: &Node, at: usize) -> bool {
        matches!(node.element.name, "ul" | "ol" | "dl" | "menu")
            && self.links[at] >= 3
            && self.linked[at] * 10 >= self.all[at] * 9
            && self.all[at] < self.links[at] * 60
    }
}

/// For each node whether it or an ancestor is such.
fn within(nodes: &[Node], is: impl Fn(&Node) -> bool) -> Vec<bool> {
    let flags: Vec<bool> = nodes.iter().map(is).collect();
    within_flags(nodes, &flags)
}

fn within_flags(nodes: &[Node], flags: &[bool]) -> Vec<bool> {
    let mut inside = flags.to_vec();
    for at in 1..nodes.len() {
        // Parents come first.
        inside[at] = inside[at] || inside[nodes[at].parent];
    }
    inside
}
