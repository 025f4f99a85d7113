//! Figures that are tied to each other in a circle.

use super::ties::Ties;
use crate::dossier::FigureIx;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    OnPath,
    Done,
}

/// The circles among figures of which none has a value, each beginning with its alphabetically first member.
///
/// Where one member of a circle has a value, the others follow from it, and what does not fit fails its check.
pub(super) fn circles(ties: &Ties<'_>) -> Vec<Vec<FigureIx>> {
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); ties.nodes.len()];
    let is_unknown = |node: usize| ties.nodes[node].known.is_none();
    for tie in &ties.all {
        if let Some(other) = tie.other().filter(|other| is_unknown(tie.owner) && is_unknown(*other)) {
            next[tie.owner].push(other);
        }
    }
    let ranks = ties.ranks();
    let mut marks = vec![Mark::New; ties.nodes.len()];
    let mut found = Vec::new();
    for start in &ties.by_id {
        if marks[*start] != Mark::New {
            continue;
        }
        // The path from the start, each member with how many of its ties were followed.
        let mut path = vec![(*start, 0_usize)];
        marks[*start] = Mark::OnPath;
        while let Some((at, followed)) = path.last_mut() {
            let Some(to) = next[*at].get(*followed).copied() else {
                marks[*at] = Mark::Done;
                path.pop();
                continue;
            };
            *followed += 1;
            match marks[to] {
                Mark::New => {
                    marks[to] = Mark::OnPath;
                    path.push((to, 0));
                }
                Mark::OnPath => {
                    let members = path.iter().map(|(at, _)| *at).skip_while(|at| *at != to);
                    let mut members: Vec<usize> = members.collect();
                    let first = members
                        .iter()
                        .enumerate()
                        .min_by_key(|(_, at)| ranks.get(**at).copied().unwrap_or(usize::MAX))
                        .map_or(0, |(at, _)| at);
                    members.rotate_left(first);
                    found.push(members.into_iter().map(|at| ties.nodes[at].like).collect());
                }
                Mark::Done => {}
            }
        }
    }
    found
}
