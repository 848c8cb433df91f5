//! Counts among members where few belong to several: in one walk for all owners.

use super::Members;
use crate::{
    base::{progress::Progress, rows::RowSet},
    model::ActorId,
};

/// How many times what there is may be walked.
const TIMES: u64 = 4;

/// How many components are entered between two looks whether to stop.
const PACE: u32 = 1 << 12;

/// A component that the walk is in.
struct Open {
    component: u32,
    /// When it was entered, from 1.
    entered: u32,
    /// How many of those below it were walked.
    walked: usize,
    /// How many different things were found in it and in those of these that were left again, less
    /// those that the one entered last has in common with them.
    count: u32,
}

/// For each component how many different things it and all below it have, if one of the walks
/// comes there.
///
/// A walk takes the graph below an owner for a tree: who belongs to two is walked twice. Where that
/// would never end, as in a lattice, all that is below is taken for one with all its things. A thing
/// is counted where it is found, and taken off again where the paths to this place and the one
/// before part, so that above each thing counts once. What is walked in all is at most a few times
/// the members, memberships and things; owners beyond that are left out. O(that × log depth).
pub(super) fn count<'t>(
    members: &Members,
    len: u32,
    of: impl Fn(ActorId) -> &'t [u32],
    is_counted: impl Fn(u32) -> bool,
    progress: &Progress,
) -> Vec<Option<u32>> {
    let Members { actors, below, owners, .. } = members;
    let components = owners.last().map_or(0, |last| last + 1);
    let things = |component| actors.get(component).iter().flat_map(|&actor| of(actor));
    let own = |component| 1 + things(component).count() as u64;
    let all = (0..components).map(|it| own(it) + below.get(it).len() as u64).sum::<u64>();
    let most = (TIMES * all).min(u64::from(u32::MAX) - 1);
    let (mut sizes, mut is_one) = (Vec::<u64>::new(), vec![false; components as usize]);
    for component in 0..components {
        let below = below.get(component).iter();
        let size = own(component) + below.map(|&it| sizes[it as usize]).sum::<u64>();
        is_one[component as usize] = size > most;
        sizes.push(if size > most { all } else { size });
    }
    // Components are numbered as they are entered.
    let mut left = most;
    let mut counts = vec![None; components as usize];
    let mut entered_at = vec![0; len as usize];
    let mut entered = 0_u32;
    let mut path: Vec<Open> = Vec::new();
    let mut here_and_below = Vec::new();
    for &owner in owners.iter().rev() {
        let size = sizes[owner as usize];
        if counts[owner as usize].is_some() || size > left {
            continue;
        }
        left -= size;
        let root = entered + 1;
        let mut next = Some(owner);
        loop {
            if let Some(component) = next {
                entered += 1;
                if entered.is_multiple_of(PACE) && progress.is_cancelled() {
                    return counts;
                }
                let here = path.len();
                here_and_below.clear();
                if is_one[component as usize] {
                    let members = |component| below.get(component).iter().copied();
                    here_and_below.extend(RowSet::reached(components, [component], members).iter());
                } else {
                    here_and_below.push(component);
                }
                let walked =
                    if is_one[component as usize] { below.get(component).len() } else { 0 };
                path.push(Open { component, entered, walked, count: 0 });
                let found = here_and_below.iter().flat_map(|&it| things(it));
                for &thing in found.filter(|&&thing| is_counted(thing)) {
                    let before = std::mem::replace(&mut entered_at[thing as usize], entered);
                    if before >= root {
                        let parting = path.partition_point(|open| open.entered <= before);
                        path[parting - 1].count -= 1;
                    }
                    path[here].count += 1;
                }
            }
            let Some(open) = path.last_mut() else { break };
            next = below.get(open.component).get(open.walked).copied();
            open.walked += 1;
            if next.is_none() {
                let (component, count) = (open.component, open.count);
                counts[component as usize] = Some(count);
                path.pop();
                if let Some(above) = path.last_mut() {
                    above.count += count;
                }
            }
        }
    }
    counts
}
